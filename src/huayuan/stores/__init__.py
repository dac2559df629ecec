"""总部-门店-导购: regions, stores and the staff who know the customers."""

"""客户朋友圈: prepared by us, published by staff who confirm it; who liked and commented."""

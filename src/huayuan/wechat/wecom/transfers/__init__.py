"""在职继承 and 离职继承: customers and groups change hands."""

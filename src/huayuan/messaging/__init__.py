"""The one gate for anything said to a customer: policy, ledger, channels."""

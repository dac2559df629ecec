"""企业微信: paths, fields, tokens, error codes and callbacks as documented by Tencent."""

-- Of customers from before, Stripe may know another address: that of whoever began a purchase last, or one from before it was changed.
UPDATE customers SET stale_at = now() WHERE stale_at IS NULL;

"""Many documents at once: found, audited one by one under limits, kept in one database that survives any interruption.

``discover`` → ``store.claim`` → an executor (``local`` here, others by plugins) → ``store.write``; ``run`` ties them.
"""

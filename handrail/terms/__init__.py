"""The words everyone uses, as frozen values; no rules of any service, no storage, no Django."""

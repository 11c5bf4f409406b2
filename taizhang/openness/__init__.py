"""Openness of affairs (厂务公开、校务公开): who discloses, who supervises, what is due when, what was posted where, what was objected and asked."""

"""Workers' congress (职代会、教代会、会员代表大会): terms, sessions, delegates, agenda, quorum, resolutions, schemes adopted and what follows from them."""

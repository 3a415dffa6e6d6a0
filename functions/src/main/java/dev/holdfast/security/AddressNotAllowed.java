package dev.holdfast.security;

import java.net.UnknownHostException;

/** None of a host's addresses may be dialled. */
final class AddressNotAllowed extends UnknownHostException {}

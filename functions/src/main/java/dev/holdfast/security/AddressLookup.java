package dev.holdfast.security;

import java.net.InetAddress;
import java.net.UnknownHostException;

/** The addresses of a host's name, as DNS has them now. */
interface AddressLookup {
    InetAddress[] lookUp(String name) throws UnknownHostException;
}

package dev.ftpsd.server.support;

/** Something that takes whatever octets come, and must keep its promises for all of them. Used by one thread. */
@FunctionalInterface
public interface FuzzTarget {

    /** Gives it one input; an {@link AssertionError} or any exception is a finding. */
    void accept(byte[] input) throws Exception;
}

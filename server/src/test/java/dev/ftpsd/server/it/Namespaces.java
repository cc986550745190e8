package dev.ftpsd.server.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

/**
 * A small internet of network namespaces: a server and a neighbour on one network, a router with a public address that hands ports
 * 2121 and 2122 on to the server, and somebody outside.
 *
 * <pre>
 *   srv 10.9.0.2 --+
 *                  +-- br0 10.9.0.1  rt  198.51.100.1 ---- 198.51.100.9 out
 *   lan 10.9.0.3 --+
 * </pre>
 */
final class Namespaces implements AutoCloseable {

    private final Path directory;
    private final String prefix = "ftpsd" + ProcessHandle.current().pid() % 10_000 + "-";
    private final List<String> made = new ArrayList<>();

    private Namespaces(Path directory) {
        this.directory = directory;
    }

    /** Whether this process may make some. */
    static boolean canBeMade(Path directory) throws IOException, InterruptedException {
        var name = "ftpsd-probe" + ProcessHandle.current().pid();
        var probe = Tool.in(directory, "ip").run("netns", "add", name);
        if (probe.exitCode() != 0) {
            return false;
        }
        Tool.in(directory, "ip").run("netns", "del", name).succeeds();
        return true;
    }

    static Namespaces make(Path directory) throws IOException, InterruptedException {
        var net = new Namespaces(directory);
        for (var name : List.of("srv", "lan", "rt", "out")) {
            net.ip("netns", "add", net.prefix + name);
            net.made.add(name);
            net.in(name, "ip", "link", "set", "lo", "up");
        }
        net.in("rt", "ip", "link", "add", "br0", "type", "bridge");
        net.in("rt", "ip", "addr", "add", "10.9.0.1/24", "dev", "br0");
        net.in("rt", "ip", "link", "set", "br0", "up");
        for (var name : List.of("srv", "lan")) {
            net.cable(name, name + "0");
            net.in("rt", "ip", "link", "set", name + "0", "master", "br0");
            net.in("rt", "ip", "link", "set", name + "0", "up");
            net.attach(name, name.equals("srv") ? "10.9.0.2/24" : "10.9.0.3/24", "10.9.0.1");
        }
        net.cable("out", "out0");
        net.in("rt", "ip", "addr", "add", "198.51.100.1/24", "dev", "out0");
        net.in("rt", "ip", "link", "set", "out0", "up");
        net.attach("out", "198.51.100.9/24", "198.51.100.1");
        net.in("rt", "sh", "-c", "echo 1 > /proc/sys/net/ipv4/ip_forward");
        net.in("rt", "iptables", "-t", "nat", "-A", "PREROUTING", "-i", "out0", "-p", "tcp", "-m", "multiport",
                "--dports", "2121,2122", "-j", "DNAT", "--to-destination", "10.9.0.2");
        return net;
    }

    /** A pair of devices: eth0 in that namespace, the other end in the router. */
    private void cable(String name, String end) throws IOException, InterruptedException {
        in("rt", "ip", "link", "add", end, "type", "veth", "peer", "name", "eth0", "netns", prefix + name);
    }

    private void attach(String name, String address, String gateway) throws IOException, InterruptedException {
        in(name, "ip", "addr", "add", address, "dev", "eth0");
        in(name, "ip", "link", "set", "eth0", "up");
        in(name, "ip", "route", "add", "default", "via", gateway);
    }

    private void ip(String... arguments) throws IOException, InterruptedException {
        Tool.in(directory, "ip").run(arguments).succeeds();
    }

    /** Runs a program there, which must succeed. */
    Result in(String name, String... line) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of("netns", "exec", prefix + name));
        all.addAll(List.of(line));
        return Tool.in(directory, "ip").run(all, "").succeeds();
    }

    /** A program that starts another one there. */
    Path launcher(String name, Path program) throws IOException {
        var script = directory.resolve("in-" + name);
        Files.writeString(script, "#!/bin/sh\nexec ip netns exec " + prefix + name + " " + program + " \"$@\"\n");
        return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public void close() throws IOException {
        for (var name : made) {
            new ProcessBuilder("ip", "netns", "del", prefix + name).inheritIO().start().onExit().join();
        }
    }
}

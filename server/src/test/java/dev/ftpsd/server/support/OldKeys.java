package dev.ftpsd.server.support;

import java.net.Socket;

/**
 * Java's TLS changes its keys behind 2^37 octets and asks for the other side's (KeyUpdate, RFC 8446 §4.6.3); here at once. There is no
 * way to ask it for that but through its own fields.
 */
public final class OldKeys {

    private OldKeys() {}

    /** The next write of this socket, which has shaken hands under TLS 1.3, changes the keys. */
    public static void of(Socket socket) throws ReflectiveOperationException {
        var context = get(socket.getClass(), socket, "conContext");
        var record = get(context.getClass(), context, "outputRecord");
        var cipher = get(record.getClass().getSuperclass(), record, "writeCipher");
        var countdown = cipher.getClass().getSuperclass().getDeclaredField("keyLimitCountdown");
        countdown.setAccessible(true);
        countdown.setLong(cipher, -1);
        var enabled = cipher.getClass().getSuperclass().getDeclaredField("keyLimitEnabled");
        enabled.setAccessible(true);
        enabled.setBoolean(cipher, true);
    }

    private static Object get(Class<?> type, Object of, String name) throws ReflectiveOperationException {
        var field = type.getDeclaredField(name);
        field.setAccessible(true);
        return field.get(of);
    }
}

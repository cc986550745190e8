package dev.ftpsd.tls.openssl;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The records of a connection of OpenSSL's are opened here, where the file is written from. */
final class RecordReading implements SocketReading {

    private final Connection connection;
    private final RecordReader reader;
    private final SocketRecords records;
    private final long mostAnswers;

    /** @param mostAnswers octets to the client that may wait */
    RecordReading(Connection connection, TrafficKeys keys, int descriptor, ByteBuffer arrived, long mostAnswers) {
        this.connection = connection;
        this.mostAnswers = mostAnswers;
        this.reader = new RecordReader(keys, connection.records().read(), connection::answerUpdate);
        try {
            this.records =
                    new SocketRecords(reader, descriptor, arrived, () -> connection.demandFewAnswers(mostAnswers));
        } catch (RuntimeException | Error e) {
            reader.free();
            throw e;
        }
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return records.read(target);
    }

    /** Whether any record has been opened here, so that OpenSSL must not go on: see {@link RecordCount#endReading}. */
    boolean hasRead() {
        return reader.hasRead();
    }

    /** Has OpenSSL read in the place of this one, which has read nothing, and is done with. */
    OpenSslReading giveUp() {
        var other = new OpenSslReading(connection, records.socket(), records.come(), mostAnswers);
        reader.free();
        records.free();
        return other;
    }

    @Override
    public void close(boolean isFreed) {
        if (records.isTouched()) {
            connection.records().endReading();
        }
        reader.free();
        records.close();
    }
}

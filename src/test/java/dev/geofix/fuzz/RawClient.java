package dev.geofix.fuzz;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Sends bytes as they are and reads one answer; keeps its connection as long as the service does. */
final class RawClient implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;

    private final int port;
    private Socket socket;
    private InputStream in;

    RawClient(int port) {
        this.port = port;
    }

    /** @param headers by names in lower case */
    record Answer(int status, Map<String, String> headers, byte[] body) {
        String header(String name) {
            return headers.getOrDefault(name, "");
        }

        String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @throws IOException when there is no whole answer within a minute */
    Answer send(byte[] request, boolean isHead) throws IOException {
        boolean isKept = socket != null;
        try {
            return exchange(request, isHead);
        } catch (IOException e) {
            close();
            if (!isKept || e instanceof SocketTimeoutException) {
                throw e;
            }
            // The service may have closed the kept connection before it read this.
            return exchange(request, isHead);
        }
    }

    private Answer exchange(byte[] request, boolean isHead) throws IOException {
        if (socket == null) {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
        }
        try {
            socket.getOutputStream().write(request);
        } catch (IOException e) {
            // Refused before it was read whole; the answer says why.
        }
        Answer answer = read(isHead);
        if (answer.header("connection").equals("close")) {
            close();
        }
        return answer;
    }

    private Answer read(boolean isHead) throws IOException {
        String status = line();
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
        }
        int code = Integer.parseInt(status.split(" ")[1]);
        if (code == 100) {
            return read(isHead);
        }
        byte[] body = isHead || code == 204 || code == 304 ? new byte[0] : body(headers);
        return new Answer(code, headers, body);
    }

    private byte[] body(Map<String, String> headers) throws IOException {
        if (headers.containsKey("content-length")) {
            return exactly(Integer.parseInt(headers.get("content-length")));
        }
        if (!headers.getOrDefault("transfer-encoding", "").equals("chunked")) {
            byte[] all = in.readAllBytes();
            close();
            return all;
        }
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
            body.writeBytes(exactly(length));
            line();
        }
        line();
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer ends after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("the connection was closed without an answer");
            }
            line.write(next);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}

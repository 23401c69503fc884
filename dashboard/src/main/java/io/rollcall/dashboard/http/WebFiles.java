package io.rollcall.dashboard.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/** The files of the page, read from the class path and cached. Thread-safe. */
final class WebFiles {
    private static final int MAX_PATH_CHARS = 200;
    private static final Pattern PLAIN = Pattern.compile("(/[A-Za-z0-9._-]+)+");
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html;charset=utf-8"),
            Map.entry("css", "text/css;charset=utf-8"),
            Map.entry("js", "text/javascript;charset=utf-8"),
            Map.entry("mjs", "text/javascript;charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("txt", "text/plain;charset=utf-8"),
            Map.entry("md", "text/plain;charset=utf-8"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("woff2", "font/woff2"));

    private final String root;
    private final Map<String, WebFile> cache = new ConcurrentHashMap<>();

    /** A file with its media type and entity tag. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    record WebFile(String type, byte[] content, String etag) {
        private static WebFile of(String type, byte[] content) {
            CRC32 checksum = new CRC32();
            checksum.update(content);
            return new WebFile(
                    type, content, "\"" + Long.toHexString(checksum.getValue()) + "-" + content.length + "\"");
        }
    }

    /** The files below this folder of the class path, for example {@code /web}. */
    WebFiles(String root) {
        this.root = root;
    }

    /** The file at this path, which starts with a slash; empty if it does not exist or its type is unknown. */
    Optional<WebFile> find(String path) {
        WebFile known = cache.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1));
        if (type == null || path.length() > MAX_PATH_CHARS || !isPlain(path)) {
            return Optional.empty();
        }
        Optional<WebFile> file = load(root + path, type);
        file.ifPresent(found -> cache.put(path, found));
        return file;
    }

    /** Whether a path stays within the folder. */
    private static boolean isPlain(String path) {
        return PLAIN.matcher(path).matches() && !path.contains("..") && !path.contains("/.");
    }

    private static Optional<WebFile> load(String resource, String type) {
        try (InputStream in = WebFiles.class.getResourceAsStream(resource)) {
            return in == null ? Optional.empty() : Optional.of(WebFile.of(type, in.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.rollcall.jobs.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * Hadoop's local file system, with less work per file. Hadoop's own forks a {@code chmod} process per file, and a
 * micro-batch writes four to eight files; this one sets permissions itself. It writes no {@code .crc} files, because
 * Spark's own files carry checksums.
 */
public final class LocalCheckpointFileSystem extends LocalFileSystem {
    /** For Hadoop, which creates it by reflection. */
    public LocalCheckpointFileSystem() {
        super(new WithoutFork());
        setWriteChecksum(false);
        setVerifyChecksum(false);
    }

    private static final class WithoutFork extends RawLocalFileSystem {
        @Override
        public void setPermission(Path path, FsPermission permission) throws IOException {
            String symbols = permission.getUserAction().SYMBOL
                    + permission.getGroupAction().SYMBOL
                    + permission.getOtherAction().SYMBOL;
            Files.setPosixFilePermissions(pathToFile(path).toPath(), PosixFilePermissions.fromString(symbols));
        }
    }
}

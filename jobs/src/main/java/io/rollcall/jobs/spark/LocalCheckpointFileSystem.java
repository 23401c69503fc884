package io.rollcall.jobs.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.fs.permission.FsPermission;

/**
 * The local file system without the {@code chmod} process that Hadoop's own forks for each file, of which a micro-batch
 * writes four to eight, and without {@code .crc} files beside them (Spark's own files carry checksums).
 */
public final class LocalCheckpointFileSystem extends LocalFileSystem {
    /** For Hadoop, which makes it by reflection. */
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

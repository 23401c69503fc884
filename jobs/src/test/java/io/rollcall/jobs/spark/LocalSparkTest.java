package io.rollcall.jobs.spark;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileContext;
import org.apache.hadoop.mapred.JobConf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalSparkTest {
    @TempDir
    private Path folder;

    @Test
    void configuration_losesDefaultsOfOtherSystems_andStillFindsLocalFiles() throws Exception {
        Configuration hadoop = LocalSpark.hadoop();
        hadoop.set("fs.s3a.endpoint", "storage.test");
        int all = hadoop.size();
        LocalSpark.dropOtherSystems(hadoop);
        new JobConf(); // Spark makes one, too
        Configuration copy = new Configuration(hadoop);
        assertThat(copy.size()).isLessThan(all / 5);
        assertThat(copy.get("fs.s3a.endpoint")).isEqualTo("storage.test");
        org.apache.hadoop.fs.Path file =
                new org.apache.hadoop.fs.Path(folder.resolve("file").toUri());
        FileContext files = FileContext.getFileContext(file.toUri(), copy);
        files.create(file, java.util.EnumSet.of(org.apache.hadoop.fs.CreateFlag.CREATE))
                .close();
        assertThat(folder.resolve("file")).isEmptyFile();
        assertThat(file.getFileSystem(copy).exists(file)).isTrue();
    }
}

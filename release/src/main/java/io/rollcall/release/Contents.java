package io.rollcall.release;

import io.rollcall.model.settings.UserError;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Makes what the archive holds beside the program: documents, the texts of licences, and a bill of materials that is true of
 * its libraries.
 */
public final class Contents {
    /** Where data of others is among Rollcall's own files: what says its sources and licences. */
    private static final Map<String, String> DATA = Map.of(
            "maps.md", "dashboard/src/main/resources/web/data/README.md",
            "places.md", "model/src/main/resources/io/rollcall/model/place/README.md");

    private Contents() {}

    /**
     * Ends with exit code 1 and one line if the archive would lack something.
     *
     * @param args the folder of the project, the one to write to, and the class path of the archive's libraries
     * @throws IOException if a file cannot be read or written
     */
    public static void main(String[] args) throws IOException {
        try {
            make(Path.of(args[0]), Path.of(args[1]), List.of(args[2].split(File.pathSeparator)));
        } catch (UserError e) {
            System.err.println("release: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void make(Path clone, Path target, List<String> classPath) throws IOException {
        Documents.copy(clone, target.resolve("documents"));

        Path licenses = clone.resolve("release/src/licenses");
        BillOfMaterials bill = BillOfMaterials.read(target.resolve("sbom.json"));
        bill.nameLicenses(licenses.resolve("missing.properties"));
        bill.nameLicenses(licenses.resolve("misread.properties"));
        List<Library> libraries = bill.libraries(jars(classPath, target.resolve("lib")));
        bill.write(target.resolve("sbom.json"));

        Map<String, Path> data = new HashMap<>();
        DATA.forEach((name, text) -> data.put(name, clone.resolve(text)));
        new LicenseTexts(licenses).collect(libraries, data, target.resolve("licenses"));
    }

    /** The jars of the archive: of those that were cut, the cut ones. */
    private static List<Path> jars(List<String> classPath, Path cut) {
        List<Path> jars = new ArrayList<>();
        for (String entry : classPath) {
            Path jar = Path.of(entry);
            Path other = cut.resolve(jar.getFileName());
            if (entry.endsWith(".jar")) {
                jars.add(Files.exists(other) ? other : jar);
            }
        }
        return jars;
    }
}

package io.rollcall.model.text;

import java.util.Collection;
import java.util.TreeSet;

/** The known name that was probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The known name with the fewest differing letters; null if even that differs much. */
    public static String of(String name, Collection<String> known) {
        String nearest = null;
        int least = Math.max(1, name.length() / 3) + 1;
        for (String other : new TreeSet<>(known)) {
            int distance = distance(name, other);
            if (distance < least) {
                least = distance;
                nearest = other;
            }
        }
        return nearest;
    }

    /** The number of letters to insert, delete, replace, or swap with their neighbour. */
    private static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int replaced = d[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                d[i][j] = Math.min(replaced, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (swapped) {
                    d[i][j] = Math.min(d[i][j], 1 + d[i - 2][j - 2]);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}

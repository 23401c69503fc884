/**
 * Regular expressions in linear time. A search takes at most as many steps as the product of program and text, whatever
 * the pattern, so no text from outside can make it run away. What would need more (back references, look-around,
 * possessive groups) does not exist. Otherwise patterns mean what they mean to jq: syntax and matches of Oniguruma's Perl
 * syntax, but for loops whose turns may be empty in several ways. Everything is immutable but a search, which one thread uses.
 */
package io.rollcall.source.regex;

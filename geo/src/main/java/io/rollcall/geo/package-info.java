/** Where an address is: databases in MaxMind's format. */
package io.rollcall.geo;

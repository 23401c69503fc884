/** Places of logins: regions of the United States, and the addresses that sources write. */
package io.rollcall.model.place;

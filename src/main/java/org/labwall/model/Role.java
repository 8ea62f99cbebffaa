package org.labwall.model;

import org.labwall.source.Span;

/**
 * One machine of a cluster.
 *
 * @param name the name of its tree
 * @param hostName its host name
 * @param priority its VRRP priority, 1 to 254; the highest is the initial master
 * @param index its place in the order of the roles, and so in every address chain, from 0
 * @param span where it is declared; the first statement where no {@code ROLE} declares it
 */
public record Role(String name, String hostName, int priority, int index, Span span) {}

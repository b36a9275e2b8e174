package dev.daybook.projects.api;

import dev.daybook.kernel.catalogue.Describe;
import org.jspecify.annotations.Nullable;

/** A risk of a project. */
public record Risk(
    @Describe("Its id") RiskId id,
    @Describe("What could happen") String title,
    @Describe("How likely it is") @Nullable Probability probability,
    @Describe("How much would depend on it") @Nullable Impact impact,
    @Describe("What is done against it") @Nullable String mitigation,
    @Describe("What has become of it") RiskState state) {}

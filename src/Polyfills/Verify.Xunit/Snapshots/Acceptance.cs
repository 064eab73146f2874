namespace VerifyTests.Snapshots;

/// <summary>What a mismatch leads to.</summary>
internal enum Acceptance
{
    /// <summary>The test fails and the received text lies beside the verified one.</summary>
    Ask,

    /// <summary>KIT_ACCEPT=1: the received text becomes the verified one.</summary>
    Accept,

    /// <summary>KIT_ACCEPT=1 on a build server: as <see cref="Ask"/>, and the message says why.</summary>
    Refused,
}

internal static class Acceptances
{
    extension(Acceptance)
    {
        public static Acceptance FromEnvironment() =>
            Acceptance.From(Environment.GetEnvironmentVariable("KIT_ACCEPT"), Environment.GetEnvironmentVariable("CI"));

        public static Acceptance From(string? accept, string? ci) =>
            accept != "1" ? Acceptance.Ask : string.IsNullOrEmpty(ci) ? Acceptance.Accept : Acceptance.Refused;
    }
}

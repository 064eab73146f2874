namespace VerifyTests.Snapshots;

#pragma warning disable CA1032, CA1064 // As in the real package: internal, with a message always.
internal sealed class VerifyException(string message) : Exception(message);
#pragma warning restore CA1032, CA1064

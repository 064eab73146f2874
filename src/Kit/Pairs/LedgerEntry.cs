namespace Kit.Pairs;

/// <summary>One sample's line in a ledger.</summary>
public sealed record LedgerEntry(string Id, Fate Fate);

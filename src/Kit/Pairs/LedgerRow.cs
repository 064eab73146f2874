namespace Kit.Pairs;

/// <summary>One line of a ledger's summary.</summary>
/// <param name="Heading">used, dropped: reason, or failed.</param>
/// <param name="Count">Samples.</param>
/// <param name="Examples">The first three ids.</param>
public sealed record LedgerRow(string Heading, int Count, Sequence<string> Examples);

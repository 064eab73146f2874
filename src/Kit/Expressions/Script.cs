namespace Kit.Expressions;

/// <summary>A TorchScript function and what it is called with.</summary>
/// <param name="Source">The function. Its parameters are the evidence that was asked for, then one for each of
/// <paramref name="Zeros"/>.</param>
/// <param name="Zeros">Answers for which a row of zeros [T] is wanted, T as long as that answer's evidence: products
/// over tokens are added to it, so that scaling them takes no kernel of its own. Keep it from call to call.</param>
public sealed record Script(string Source, Sequence<Axes.Token> Zeros);

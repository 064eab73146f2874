namespace Kit.Report;

/// <summary>What the numbers say about a claim.</summary>
public enum ClaimVerdict
{
    /// <summary>The numbers are too uncertain, or were not measured.</summary>
    Undecided,

    /// <summary>The numbers agree.</summary>
    Holds,

    /// <summary>The numbers contradict it.</summary>
    DoesNotHold,
}

/// <summary>A paper's claim, tested here.</summary>
/// <param name="Title">A few words.</param>
/// <param name="Statement">What would have to be true, and by which criterion it is judged.</param>
/// <param name="Verdict">The finding.</param>
/// <param name="Numbers">The evidence, also when it speaks against the claim.</param>
[TypeFormatterSource]
public sealed record Claim(string Title, string Statement, ClaimVerdict Verdict, Sequence<KeyValue> Numbers)
{
    /// <summary>A claim by a rule fixed in advance: it holds when the rule is true at every seed, does not hold when it
    /// is false at every seed, and is undecided between.</summary>
    /// <param name="title">A few words.</param>
    /// <param name="statement">The rule in words.</param>
    /// <param name="found">The rule at each seed.</param>
    /// <param name="numbers">The evidence.</param>
    public static Claim Decided(
        string title, string statement, IEnumerable<bool> found, params KeyValue[] numbers) => new(
        title, statement + " Decided when all seeds agree.",
        found.Distinct().ToArray() switch
        {
            [true] => ClaimVerdict.Holds,
            [false] => ClaimVerdict.DoesNotHold,
            _ => ClaimVerdict.Undecided,
        }, [.. numbers]);

    /// <summary>A claim that differences are above 0: it holds when each is by more than two standard errors, does not
    /// hold when one is below by as much, and is undecided between.</summary>
    /// <param name="title">A few words.</param>
    /// <param name="statement">The rule in words.</param>
    /// <param name="found">The differences.</param>
    /// <param name="numbers">The evidence.</param>
    internal static Claim Above(string title, string statement, IEnumerable<Lift> found, params KeyValue[] numbers)
    {
        var signs = found.Select(one => one.Sign).ToArray();
        return new(title, statement + " Decided by two standard errors, over clips and over seeds.",
            signs.Contains(-1) ? ClaimVerdict.DoesNotHold
            : signs.Contains(0) ? ClaimVerdict.Undecided : ClaimVerdict.Holds, [.. numbers]);
    }

    /// <summary>The verdict in words.</summary>
    public string Finding => Verdict switch
    {
        ClaimVerdict.Holds => "holds",
        ClaimVerdict.DoesNotHold => "does not hold",
        _ => "undecided",
    };
}

namespace Kit.Train.Health;

/// <summary>Follows a run and speaks once when a curve leaves its healthy range; again only after it was
/// back.</summary>
/// <param name="Rules">What is watched.</param>
public sealed class HealthWatch(Sequence<HealthRule> Rules)
{
    private readonly int reach = Rules.Select(rule => rule.Reach).Append(1).Max();
    private readonly Queue<IReadOnlyDictionary<string, double>> recent = [];
    private readonly HashSet<HealthRule> outside = [];
    private IReadOnlyDictionary<string, double>? first;

    /// <summary>Every rule with its default bounds.</summary>
    public HealthWatch() : this(HealthRule.All) { }

    /// <summary>One more step; what is new about it.</summary>
    public IReadOnlyList<Note> See(int step, IReadOnlyDictionary<string, double> metrics)
    {
        first ??= metrics;
        recent.Enqueue(metrics);
        if (recent.Count > reach) recent.Dequeue();
        var curves = new Curves([.. recent], first);
        return [.. Rules.Select(rule => Entered(rule, step, curves)).OfType<Note>()];
    }

    private Note? Entered(HealthRule rule, int step, Curves curves)
    {
        var text = rule.Judge(curves);
        if (text is null) outside.Remove(rule);
        return text is not null && outside.Add(rule) ? new Note(step, rule.Name, text) : null;
    }
}

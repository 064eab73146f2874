namespace Kit.Train.Health;

/// <summary>A curve that has left its healthy range.</summary>
/// <param name="Step">When it was noticed.</param>
/// <param name="Name">The rule's.</param>
/// <param name="Text">What is seen, in numbers, and what helps.</param>
public sealed record Note(int Step, string Name, string Text)
{
    public override string ToString() => FormattableString.Invariant($"step {Step}, {Name}: {Text}");
}

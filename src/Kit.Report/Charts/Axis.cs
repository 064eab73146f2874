namespace Kit.Report;

/// <summary>What an axis measures, in which unit, on which scale.</summary>
/// <param name="Title">Such as "KL(reference ‖ policy)".</param>
/// <param name="Unit">Such as "nats"; empty for none.</param>
/// <param name="Scale">Linear or logarithmic.</param>
public sealed record Axis(string Title, string Unit, Scale Scale)
{
    public static Axis Linear(string title, string unit = "") => new(title, unit, new Scale.Linear());

    public static Axis Log(string title, string unit = "") => new(title, unit, new Scale.Log());

    /// <summary><c>Title (unit)</c>.</summary>
    public string Label => Unit == "" ? Title : $"{Title} ({Unit})";
}

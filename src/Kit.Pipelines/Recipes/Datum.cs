using System.Globalization;

namespace Kit.Pipelines.Recipes;

/// <summary>The value of one field of a draft: a text or a finite number.</summary>
public abstract record Datum
{
    private Datum() { }

    public static Datum From(string text) => new Text(text);

    /// <exception cref="ArgumentException">The number is not finite, which no JSON file can hold.</exception>
    public static Datum From(double number) => new Number(number);

    /// <summary>Words, a label, an id.</summary>
    public sealed record Text(string Value) : Datum
    {
        public override string ToString() => Value;
    }

    /// <summary>A score or a count; finite.</summary>
    public sealed record Number(double Value) : Datum
    {
        public double Value { get; } = double.IsFinite(Value) ? Value : throw new ArgumentException(string.Create(
            CultureInfo.InvariantCulture, $"number: expected a finite one, got {Value}. Leave the draft out."));

        /// <summary>The shortest digits that read back as the same number.</summary>
        public override string ToString() => Value.ToString("R", CultureInfo.InvariantCulture);
    }
}

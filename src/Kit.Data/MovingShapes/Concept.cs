using Kit.Pairs;

namespace Kit.Data.MovingShapes;

/// <summary>A closed class of words that exclude each other.</summary>
public enum Category { Colour, Shape, Direction, Speed, Count, Change, Polarity, Letter }

/// <summary>A key word or phrase of an answer.</summary>
/// <param name="Value">As the lexicon writes it, such as red or to the left.</param>
/// <param name="Span">Its characters in the answer.</param>
public sealed record Concept(Category Category, string Value, Span Span);

using System.Collections;
using System.Globalization;
using System.Reflection;
using Kit.Expressions;
using Kit.Parts;
using Kit.Rewards;

namespace Kit;

/// <summary>An objective as the C# that composes it.</summary>
public sealed partial record Objective
{
    /// <summary>The composition in the words of <see cref="Papers"/>: <c>Dpo.With(Spans) + 0.01 * TokenKL</c>. Compiled
    /// with <c>using static Kit.Papers</c>, <c>Kit.Parts</c>, <c>Kit.Rewards</c> and <c>Kit.Expressions</c>, it is this
    /// objective again.</summary>
    public string ToCode() => Code.Sum(this);

    private static class Code
    {
        /// <summary>Words without arguments, each the value that it stands for.</summary>
        private static readonly Dictionary<object, string> Words = typeof(Papers)
            .GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(word => typeof(Part).IsAssignableFrom(word.PropertyType) || word.PropertyType == typeof(Gae))
            .ToDictionary(word => word.GetValue(null)!, word => word.Name);

        public static string Sum(Objective objective)
        {
            var (first, rest) = (objective.Terms.Items[0], objective.Terms.Items.Skip(1));
            var head = first.Term is Preference ? Write(first.Term) : $"new Objective({Write(first.Term)})";
            return string.Join(" + ", [Weighted(first.Weight, head), .. rest.Select(item =>
                Weighted(item.Weight, Write(item.Term)))]);
        }

        private static string Weighted(double weight, string term) => weight == 1 ? term : $"{Number(weight)} * {term}";

        private static string Number(double value) => value switch
        {
            double.PositiveInfinity => "double.PositiveInfinity",
            double.NegativeInfinity => "double.NegativeInfinity",
            _ => value.ToString("R", CultureInfo.InvariantCulture),
        };

        private static string Write(object? value) => value switch
        {
            null => "null",
            double number => Number(number),
            int number => number.ToString(CultureInfo.InvariantCulture),
            string text => $"\"{text.Replace("\\", @"\\", StringComparison.Ordinal).Replace("\"", "\\\"",
                StringComparison.Ordinal)}\"",
            Enum choice => $"{choice.GetType().Name}.{choice}",
            Slot slot => Named(slot),
            Preference preference => Refined(preference),
            Part or Gae when Words.TryGetValue(value, out var word) => word,
            Part part => Phrase(part) ?? Made(part),
            IEnumerable list => $"[{string.Join(", ", list.Cast<object?>().Select(Write))}]",
            _ => Known(value) ?? Made(value),
        };

        /// <summary>DPO with every part that differs, in an order in which each is admitted.</summary>
        private static string Refined(Preference preference)
        {
            var (score, dpo) = (preference.Score, Papers.Dpo.Preference);
            (Refinement Part, Refinement Usual)[] slots =
            [
                (score.Against, dpo.Score.Against), (score.Tokens, dpo.Score.Tokens), (score.Over, dpo.Score.Over),
                (score.Correction, dpo.Score.Correction), (score.Shape, dpo.Score.Shape), (preference.Link, dpo.Link),
                (preference.Tilt, dpo.Tilt), (preference.Comparison, dpo.Comparison), (preference.Target, dpo.Target),
                (preference.Importance, dpo.Importance),
            ];
            return string.Concat(["Dpo", .. slots.Where(slot => slot.Part != slot.Usual).Select(slot =>
                $".With({Write(slot.Part)})")]);
        }

        /// <summary>Words with arguments.</summary>
        private static string? Phrase(Part part) => part switch
        {
            Link.Logistic { Gamma: 0 } link => $"Logistic(beta: {Write(link.Beta)})",
            Link.Logistic link => $"Logistic(beta: {Write(link.Beta)}, gamma: {Write(link.Gamma)})",
            Link.Hinge link => $"Hinge({Write(link.Beta)})",
            Link.Square link => $"Square({Write(link.Tau)})",
            Link.Bounded link => $"Bounded({Write(link.Beta)})",
            Tilt.Smoothing tilt => $"Smoothing({Write(tilt.Epsilon)})",
            Tilt.Debias tilt => $"Debias({Write(tilt.Epsilon)})",
            Tilt.Dynamic tilt => $"DynamicSmoothing({Write(tilt.Lambda)})",
            Shape.AlphaDivergence shape => $"AlphaDivergence({Write(shape.Alpha)})",
            Correction.OneSided correction => $"OneSidedDivergence({Write(correction.Alpha)})",
            Tokens.Bridged tokens => $"Bridged({Write(tokens.Delta)})",
            Tokens.Emphasised tokens => $"Emphasised({Write(tokens.Gamma)})",
            Tokens.Tail { Models: Models.Both } tokens => $"Tail({Write(tokens.Alpha)})",
            Tokens.Tail tokens => $"Tail({Write(tokens.Alpha)}, {Write(tokens.Models)})",
            Target.LengthGap target => $"LengthGap({Write(target.Alpha)})",
            Comparison.Pair pair => $"Between({Write(pair.Winner)}, {Write(pair.Loser)})",
            Comparison.Point { Baseline: Baseline.None, Stance: Stance.Wanted } point =>
                $"Wanted({Write(point.Answer)})",
            Comparison.Point { Baseline: Baseline.None } point => $"Unwanted({Write(point.Answer)})",
            Advantage.GroupNormalised group when group == Papers.GroupNormalised(group.Size) =>
                $"GroupNormalised({Write(group.Size)})",
            Advantage.GroupCentred group when group == Papers.GroupCentred(group.Size) =>
                $"GroupCentred({Write(group.Size)})",
            Clip.Band clip => $"ClipBand({Write(clip.Low)}, {Write(clip.High)})",
            Averaging.Constant averaging => $"ConstantLength({Write(averaging.Length)})",
            Written term => $"Term({Write(term.Word)}, {Write(term.Body)})",
            _ => null,
        };

        private static string Named(Slot slot)
        {
            var role = Known(slot with { Index = 0, View = "" }) ?? $"new Slot({Write(slot.Name)})";
            var index = slot.Index == 0 ? "" : $".WithIndex({Write(slot.Index)})";
            return role + index + (slot.View.Length == 0 ? "" : $".WithView({Write(slot.View)})");
        }

        /// <summary>A value that its own type has a name for: <c>Quantity.PolicyLogp</c>.</summary>
        private static string? Known(object value) => Families(value.GetType())
            .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static | BindingFlags.NonPublic))
            .Where(one => one.GetMethod is { IsPrivate: false } && one.DeclaringType!.IsInstanceOfType(value))
            .FirstOrDefault(one => one.GetIndexParameters().Length == 0 && value.Equals(one.GetValue(null)))
            is { } found ? $"{TypeName(found.DeclaringType!)}.{found.Name}" : null;

        private static IEnumerable<Type> Families(Type? type)
        {
            for (; type is not null && type != typeof(object); type = type.BaseType) yield return type;
        }

        /// <summary>A record by its constructor: <c>new Link.Exo(0.1, 0.001)</c>.</summary>
        private static string Made(object value)
        {
            var type = value.GetType();
            var maker = type.GetConstructors().MaxBy(one => one.GetParameters().Count(parameter =>
                type.GetProperty(parameter.Name!) is not null))!;
            var values = maker.GetParameters().Select(one => Write(type.GetProperty(one.Name!)!.GetValue(value)));
            return $"new {TypeName(type)}({string.Join(", ", values)})";
        }

        private static string TypeName(Type type) =>
            type.DeclaringType is { } outer ? $"{TypeName(outer)}.{type.Name}" : type.Name;
    }
}

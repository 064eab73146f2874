using System.Globalization;
using System.Reflection;
using Kit.Parts;
using Microsoft.CSharp.RuntimeBinder;

namespace Kit.Composition;

/// <summary>Reads a composition of the words of <see cref="Papers"/>: the inverse of <see cref="Objective.ToCode"/>
/// where that writes no <c>new</c>.</summary>
/// <remarks>sum = product { + product } · product = number * product | value { .With(arguments) | .Without(arguments) }
/// · value = ( sum ) | new Objective( sum ) | word | word( arguments ) · argument = [ name : ] ( number | Enum.Member |
/// sum ). </remarks>
internal sealed class CodeReader(string text)
{
    private const int Deepest = 64;

    private readonly CodeToken[] tokens = [.. CodeToken.Split(text)];
    private int next;
    private int depth;

    private CodeToken Token => tokens[next];

    public Objective Read()
    {
        var value = Sum();
        if (Token.Text.Length > 0) throw Refused("the end or one of . + *");
        return value switch
        {
            Objective objective => objective,
            Term term => new Objective(term),
            Weighted weighted => new Objective(Terms.None + weighted),
            Terms terms => new Objective(terms),
            _ => throw Fault("an objective or a term", $"{value.GetType().Name}", 0),
        };
    }

    private object Sum()
    {
        if (++depth > Deepest) throw Refused($"at most {Deepest} nested parentheses");
        var value = Product();
        while (Takes("+")) value = Combined(() => (dynamic)value + (dynamic)Product(), "parts that can be added");
        depth--;
        return value;
    }

    private object Product()
    {
        if (!Token.IsNumber && Token.Text != "-") return Refined();
        var weight = Number();
        if (!Takes("*")) return weight;
        var rest = Product();
        return Combined(() => weight * (dynamic)rest, "a term or an objective behind the weight");
    }

    private object Refined()
    {
        var value = Value();
        while (Takes("."))
        {
            var verb = Word("With or Without");
            var parts = Arguments().Select(argument => argument.Value).ToArray();
            value = (verb.Text, parts) switch
            {
                ("With", [var part]) => Combined(() => ((dynamic)value).With((dynamic)part), "a part"),
                ("With", [Part first, Part second, .. var more]) when value is Objective objective =>
                    objective.With(first, second, [.. more.Cast<Part>()]),
                ("Without", [Term term]) when value is Objective objective => objective.Without(term),
                _ => throw Fault("With(part, …) or Without(term)", $"{verb.Text} of {parts.Length}", verb.At),
            };
        }

        return value;
    }

    private object Value()
    {
        if (Takes("("))
        {
            var inner = Sum();
            Expect(")");
            return inner;
        }

        var word = Word("a word of Papers");
        if (word.Text == "new" && Token.Text == nameof(Objective)) return Made();
        if (Token.Text == "(") return Called(word);
        return typeof(Papers).GetProperty(word.Text) is { } property && Is(property.PropertyType)
            ? property.GetValue(null)!
            : throw Unknown(word);
    }

    private Objective Made()
    {
        next++;
        return Arguments() is [(_, Term term)] ? new Objective(term) : throw Refused("new Objective(term)");
    }

    private object Called(CodeToken word)
    {
        var arguments = Arguments();
        foreach (var method in typeof(Papers).GetMethods(BindingFlags.Public | BindingFlags.Static)
            .Where(method => method.Name == word.Text && Is(method.ReturnType)))
            if (Bound(method.GetParameters(), arguments) is { } bound) return Invoked(method, bound);
        throw typeof(Papers).GetMember(word.Text).Length > 0
            ? Fault($"arguments that {word.Text} takes", $"{arguments.Count}", word.At)
            : Unknown(word);
    }

    private static object Invoked(MethodInfo method, object?[] arguments)
    {
        try
        {
            return method.Invoke(null, arguments)!;
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException refused)
        {
            throw refused;
        }
    }

    /// <summary>Values in the order of the parameters, or null where they do not fit.</summary>
    private static object?[]? Bound(ParameterInfo[] parameters, List<(string Name, object Value)> arguments)
    {
        var values = parameters.Select(p => p.HasDefaultValue ? p.DefaultValue : Missing.Value).ToArray();
        foreach (var (i, (name, value)) in arguments.Index())
        {
            var at = name.Length == 0 ? i : Array.FindIndex(parameters, p => p.Name == name);
            if (at < 0 || at >= parameters.Length) return null;
            if (Fitted(value, parameters[at].ParameterType) is not { } fitted) return null;
            values[at] = fitted;
        }

        return values.Contains(Missing.Value) ? null : values;
    }

    private static object? Fitted(object value, Type type) => value switch
    {
        double number when type == typeof(double) => number,
        double number when type == typeof(int) && number == Math.Floor(number) && Math.Abs(number) < 1e9 => (int)number,
        Choice choice when type.IsEnum && type.Name == choice.Type =>
            Enum.TryParse(type, choice.Member, out var member) ? member : null,
        _ => type.IsInstanceOfType(value) ? value : null,
    };

    private List<(string Name, object Value)> Arguments()
    {
        var found = new List<(string, object)>();
        Expect("(");
        if (Takes(")")) return found;
        do found.Add(Argument());
        while (Takes(","));
        Expect(")");
        return found;
    }

    private (string Name, object Value) Argument()
    {
        var name = Token.IsWord && tokens[next + 1].Text == ":" ? Word("a name").Text : "";
        if (name.Length > 0) Expect(":");
        if (Token.IsWord && tokens[next + 1].Text == "." && tokens[next + 2].Text is not ("With" or "Without"))
        {
            var type = Word("a choice").Text;
            Expect(".");
            return (name, new Choice(type, Word("its member").Text));
        }

        return (name, Sum());
    }

    private double Number()
    {
        var sign = Takes("-") ? -1 : 1;
        if (!Token.IsNumber) throw Refused("a number");
        return double.TryParse(
            Token.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? sign * Next(value)
            : throw Refused("a number");
    }

    private double Next(double value)
    {
        next++;
        return value;
    }

    private object Combined(Func<object> combine, string expected)
    {
        var at = Token.At;
        try
        {
            return combine();
        }
        catch (RuntimeBinderException)
        {
            throw Fault(expected, "others", at);
        }
    }

    private CodeToken Word(string expected) => Token.IsWord ? tokens[next++] : throw Refused(expected);

    private bool Takes(string sign)
    {
        if (Token.Text != sign) return false;
        next++;
        return true;
    }

    private void Expect(string sign)
    {
        if (!Takes(sign)) throw Refused(sign);
    }

    private static bool Is(Type type) => type == typeof(Objective) || typeof(Part).IsAssignableFrom(type);

    private FormatException Unknown(CodeToken word) => Fault("a word of Papers", $"'{word.Text}'", word.At,
        $"The nearest is '{Libraries.Words.Nearest(word.Text, Known)}'.");

    private static IEnumerable<string> Known => typeof(Papers).GetMembers(BindingFlags.Public | BindingFlags.Static)
        .Where(member => member is PropertyInfo property && Is(property.PropertyType)
            || member is MethodInfo { IsSpecialName: false } method && Is(method.ReturnType))
        .Select(member => member.Name).Distinct();

    private FormatException Refused(string expected) =>
        Fault(expected, Token.Text.Length == 0 ? "the end" : $"'{Token.Text}'", Token.At);

    private FormatException Fault(
        string expected, string got, int at,
        string next = "Write for example Dpo.With(LengthNorm) + 0.1 * ChosenNll.") => new(string.Create(
            CultureInfo.InvariantCulture,
            $"loss \"{text}\": expected {expected}, got {got} at character {at}. {next}"));

    /// <summary>Models.Policy: which enumeration it is of is known when a parameter takes it.</summary>
    private sealed record Choice(string Type, string Member);
}

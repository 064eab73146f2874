using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace TorchSharp.Tests;

/// <summary>The public surface as text, one line for each member, in the form of the list of TorchSharp's.</summary>
internal static class Surface
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    public static IEnumerable<Type> Types(Assembly assembly) =>
        assembly.GetExportedTypes().OrderBy(Title, StringComparer.Ordinal);

    public static string Title(Type type)
    {
        string name = Path(type);
        string space = type.Namespace is "TorchSharp" or null ? "" : type.Namespace["TorchSharp.".Length..] + ".";
        return space + name;
    }

    public static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum) return [string.Join(", ", Enum.GetValues(type).Cast<object>().Select(Numbered))];
        return Constructors(type).Concat(Properties(type)).Concat(Fields(type)).Concat(Methods(type));
    }

    private static string Numbered(object value) =>
        $"{value}={Convert.ToInt64(value, CultureInfo.InvariantCulture)}";

    private static IEnumerable<string> Constructors(Type type) =>
        type.GetConstructors(Declared & ~BindingFlags.Static).Select(c => $".ctor({Parameters(c)})");

    private static IEnumerable<string> Properties(Type type) => type.GetProperties(Declared)
        .Where(p => p.GetIndexParameters().Length > 0 || p.Name != "EqualityContract")
        .Select(p =>
        {
            string isStatic = p.GetMethod!.IsStatic ? "static " : "";
            string name = p.GetIndexParameters().Length == 0 ? p.Name : $"this[{Parameters(p.GetIndexParameters())}]";
            string set = p.SetMethod is { IsPublic: true } ? "set;" : "";
            return $"{isStatic}{Name(p.PropertyType)} {name} {{get;{set}}}";
        });

    private static IEnumerable<string> Fields(Type type) => type.GetFields(Declared)
        .Select(f => $"{(f.IsStatic ? "static " : "")}{Name(f.FieldType)} {f.Name}");

    private static IEnumerable<string> Methods(Type type) => type.GetMethods(Declared)
        .Where(m => !m.IsSpecialName || m.Name.StartsWith("op_", StringComparison.Ordinal))
        .Where(m => m.GetCustomAttribute<CompilerGeneratedAttribute>() is null)
        .Select(m => $"{Modifier(m)}{Name(m.ReturnType)} {m.Name}{Generics(m)}({Parameters(m)})");

    private static string Modifier(MethodInfo method) =>
        method.IsStatic ? "static " : method.IsAbstract ? "abstract " : method is { IsVirtual: true,
        IsFinal: false } ? "virtual " : "";

    private static string Generics(MethodInfo method) => method.IsGenericMethod
        ? $"<{string.Join(", ", method.GetGenericArguments().Select(Name))}>"
        : "";

    private static string Parameters(MethodBase method) => Parameters(method.GetParameters());

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(Parameter));

    private static string Parameter(ParameterInfo parameter)
    {
        string prefix = parameter.GetCustomAttribute<ParamArrayAttribute>() is not null ? "params "
            : parameter.IsOut ? "out " : "";
        string text = prefix + Name(parameter.ParameterType) + " " + parameter.Name;
        return parameter.HasDefaultValue ? $"{text} = {Default(parameter)}" : text;
    }

    private static string Default(ParameterInfo parameter) => parameter.RawDefaultValue switch
    {
        null => "null",
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        var value when Enumerated(parameter.ParameterType) is { } type =>
            $"{type.Name}.{Enum.ToObject(type, value)}",
        IFormattable value => value.ToString(null, CultureInfo.InvariantCulture),
        var value => value.ToString()!,
    };

    private static Type? Enumerated(Type type) =>
        (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } found ? found : null;

    private static string Name(Type type)
    {
        if (type.IsByRef) return "ref " + Name(type.GetElementType()!);
        if (type.IsArray) return Name(type.GetElementType()!) + $"[{new string(',', type.GetArrayRank() - 1)}]";
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner) + "?";
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        if (type.IsGenericParameter) return type.Name;
        if (typeof(ITuple).IsAssignableFrom(type) && type.IsValueType && !type.ContainsGenericParameters)
            return $"({string.Join(", ", type.GetGenericArguments().Select(Name))})";
        string path = Plain(type);
        return type.IsGenericType ? $"{path}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : path;
    }

    private static string Path(Type type) =>
        type.DeclaringType is null ? type.Name : $"{Path(type.DeclaringType)}.{type.Name}";

    private static string Plain(Type type)
    {
        string own = type.Name.Split('`')[0];
        return type.DeclaringType is null ? own : $"{Plain(type.DeclaringType)}.{own}";
    }

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(object)] = "object", [typeof(string)] = "string", [typeof(bool)] = "bool",
        [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(int)] = "int",
        [typeof(long)] = "long", [typeof(float)] = "float", [typeof(double)] = "double",
    };
}

using System.Globalization;
using System.Linq.Expressions;
using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>How the tables of operators are written.</summary>
internal static class Cases
{
    /// <summary>A differentiable call of one tensor.</summary>
    public static Case Smooth(Nd x, Expression<Func<Tensor, object>> call, Func<Nd, Nd> truth) =>
        new(call, [x], n => truth(n[0]), true);

    public static Case Smooth(Nd x, Nd y, Expression<Func<Tensor, Tensor, object>> call, Func<Nd, Nd, Nd> truth) =>
        new(call, [x, y], n => truth(n[0], n[1]), true);

    public static Case Smooth(
        Nd x, Nd y, Nd z, Expression<Func<Tensor, Tensor, Tensor, object>> call, Func<Nd, Nd, Nd, Nd> truth) =>
        new(call, [x, y, z], n => truth(n[0], n[1], n[2]), true);

    /// <summary>A call whose result has no gradient, or one that is zero almost everywhere.</summary>
    public static Case Exact(Nd x, Expression<Func<Tensor, object>> call, Func<Nd, Nd> truth) =>
        new(call, [x], n => truth(n[0]), false);

    public static Case Exact(Nd x, Nd y, Expression<Func<Tensor, Tensor, object>> call, Func<Nd, Nd, Nd> truth) =>
        new(call, [x, y], n => truth(n[0], n[1]), false);

    /// <summary>A call that makes a tensor from nothing.</summary>
    public static Case Made(Expression<Func<object>> call, Nd truth) => new(call, [], _ => truth, false);

    /// <summary>Every member of that name that takes one tensor: method, in-place method, static functions.</summary>
    public static IEnumerable<Case> Unary(string name, Func<double, double> f, double low, double high,
        bool smooth = true) =>
        Named(name, 1).Select((method, i) =>
            new Case(Call(method), [Nd.Drawn(name.Length + i, low, high, 2, 3)], n => n[0].Map(f), smooth));

    /// <summary>Every member of that name that takes two tensors, or a tensor and a number.</summary>
    public static IEnumerable<Case> Binary(
        string name, Func<double, double, double> f, double low = -2, double high = 2, bool smooth = true)
    {
        Nd x = Nd.Drawn(name.Length, low, high, 2, 3), y = Nd.Drawn(name.Length + 1, low, high, 2, 3);
        foreach (var method in Named(name, 2))
        {
            Type[] types = [.. Types(method)];
            if (types[0] == typeof(Tensor) && types[1] == typeof(Tensor))
                yield return new Case(Call(method), [x, y], n => n[0].Zip(n[1], f), smooth);
            else if (types[0] == typeof(Tensor))
                yield return new Case(Call(method, types[1], 1), [x], n => n[0].Map(v => f(v, 3)), smooth);
            else
                yield return new Case(Call(method, types[0], 0), [x], n => n[0].Map(v => f(3, v)), smooth);
        }
    }

    private static IEnumerable<MethodInfo> Named(string name, int arity) =>
        new[] { typeof(Tensor), typeof(torch), typeof(nn.functional) }
            .SelectMany(type => type.GetMethods(
                BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.Name == name || method.Name == name + "_")
            .Where(method => method.ReturnType == typeof(Tensor))
            .Where(method => Types(method).Count() == arity && Types(method).All(IsOperand));

    private static bool IsOperand(Type type) =>
        type == typeof(Tensor) || type == typeof(Scalar) || type == typeof(int) || type == typeof(long) ||
        type == typeof(float) || type == typeof(double);

    private static IEnumerable<Type> Types(MethodInfo method)
    {
        var types = method.GetParameters().Select(p => p.ParameterType);
        return method.IsStatic ? types : types.Prepend(typeof(Tensor));
    }

    private static LambdaExpression Call(MethodInfo method)
    {
        ParameterExpression[] inputs = [.. Types(method).Select((_, i) => Expression.Parameter(typeof(Tensor),
            "xyz"[i].ToString()))];
        return Expression.Lambda(Body(method, inputs), inputs);
    }

    /// <summary>The number three, as whatever type the method wants, at one place.</summary>
    private static LambdaExpression Call(MethodInfo method, Type numberType, int place)
    {
        var input = Expression.Parameter(typeof(Tensor), "x");
        Expression three = numberType == typeof(Scalar)
            ? Expression.Convert(Expression.Constant(3.0), typeof(Scalar))
            : Expression.Constant(Convert.ChangeType(3, numberType, CultureInfo.InvariantCulture));
        return Expression.Lambda(Body(method, place == 0 ? [three, input] : [input, three]), input);
    }

    private static MethodCallExpression Body(MethodInfo method, Expression[] inputs) =>
        method.IsStatic ? Expression.Call(method, inputs) : Expression.Call(inputs[0], method, inputs[1..]);
}

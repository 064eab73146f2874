using System.Linq.Expressions;
using System.Reflection;
using static TorchSharp.torch;

namespace TorchSharp.Tests;

/// <summary>One operator, how to call it, its inputs, and the managed computation that says what is right.</summary>
internal sealed record Case(LambdaExpression Body, Nd[] Inputs, Func<Nd[], Nd> Truth, bool Smooth)
{
    /// <summary>The type that the inputs are given in; values, not gradients, are checked in other types.</summary>
    public ScalarType Dtype { get; init; } = ScalarType.Float64;

    public double Tolerance { get; init; } = 1e-9;

    public string Name => Body.Body.ToString();

    public Tensor[] Arguments => [.. Inputs.Select(input => input.ToTensor().to(Dtype))];

    /// <summary>The members of the polyfill that the call goes through.</summary>
    public IEnumerable<MethodInfo> Covers => Calls.In(Body);

    public Nd Value(Tensor[] inputs)
    {
        using var result = Run(inputs);
        return Nd.From(result);
    }

    public Tensor Run(Tensor[] inputs)
    {
        object?[] arguments = [.. inputs];
        return Body.Compile().DynamicInvoke(arguments) switch
        {
            Tensor found => found,
            bool flag => tensor(flag ? 1.0 : 0.0),
            long number => tensor((double)number),
            double number => tensor(number),
            var other => throw new InvalidOperationException($"{Name}: returned {other}."),
        };
    }

    /// <summary>The same call through the static functions of torch, where there is such a twin.</summary>
    public IEnumerable<Case> WithTwin()
    {
        yield return this;
        var twin = (LambdaExpression)new Twins().Visit(Body);
        if (twin.ToString() != Body.ToString()) yield return this with { Body = twin };
    }

    public override string ToString() => Name;

    private sealed class Twins : ExpressionVisitor
    {
        protected override Expression VisitMethodCall(MethodCallExpression node)
        {
            var visited = (MethodCallExpression)base.VisitMethodCall(node);
            // torch.where puts the condition first, unlike the method.
            if (visited.Object is null || visited.Method.DeclaringType != typeof(Tensor)) return visited;
            if (visited.Method.Name == nameof(Tensor.where)) return visited;
            Type[] types = [typeof(Tensor), .. visited.Method.GetParameters().Select(p => p.ParameterType)];
            var twin = typeof(torch).GetMethod(visited.Method.Name, BindingFlags.Public | BindingFlags.Static, types);
            return twin is null || twin.ReturnType != visited.Method.ReturnType
                ? visited
                : Expression.Call(twin, [visited.Object, .. visited.Arguments]);
        }
    }
}

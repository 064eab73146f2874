using System.Linq.Expressions;
using System.Reflection;

namespace TorchSharp.Tests;

/// <summary>The polyfill's methods, operators and property readers in an expression.</summary>
internal sealed class Calls : ExpressionVisitor
{
    private readonly List<MethodInfo> found = [];

    public static IReadOnlyList<MethodInfo> In(Expression expression)
    {
        var calls = new Calls();
        calls.Visit(expression);
        return calls.found;
    }

    protected override Expression VisitMethodCall(MethodCallExpression node)
    {
        found.Add(node.Method);
        return base.VisitMethodCall(node);
    }

    protected override Expression VisitMember(MemberExpression node)
    {
        if (node.Member is PropertyInfo { GetMethod: { } getter }) found.Add(getter);
        return base.VisitMember(node);
    }

    protected override Expression VisitBinary(BinaryExpression node)
    {
        if (node.Method is not null) found.Add(node.Method);
        return base.VisitBinary(node);
    }

    protected override Expression VisitUnary(UnaryExpression node)
    {
        if (node.Method is not null) found.Add(node.Method);
        return base.VisitUnary(node);
    }
}

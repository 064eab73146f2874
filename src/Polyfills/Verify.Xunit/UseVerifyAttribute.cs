using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Xunit.Sdk;

namespace VerifyXunit;

/// <summary>Tells <see cref="Verifier"/> which test runs. The build adds it to every assembly that uses
/// Verify.</summary>
[AttributeUsage(AttributeTargets.Assembly)]
public class UseVerifyAttribute : BeforeAfterTestAttribute
{
    private static readonly AsyncLocal<MethodInfo?> Running = new();

    public override void Before(MethodInfo methodUnderTest) => Running.Value = methodUnderTest;

    public override void After(MethodInfo methodUnderTest) => Running.Value = null;

    internal static bool TryGet([NotNullWhen(true)] out MethodInfo? method)
    {
        method = Running.Value;
        return method is not null;
    }
}

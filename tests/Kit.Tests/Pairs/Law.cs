using FsCheck;
using FsCheck.Fluent;

namespace Kit.Tests.Pairs;

/// <summary>One line per law.</summary>
internal static class Law
{
    public static void Holds<T>(Gen<T> given, Func<T, bool> law) =>
        Prop.ForAll(given.ToArbitrary(), law).QuickCheckThrowOnFailure();
}

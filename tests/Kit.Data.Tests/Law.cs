using FsCheck;
using FsCheck.Fluent;

namespace Kit.Data.Tests;

/// <summary>One line per law.</summary>
internal static class Law
{
    /// <summary>A law of values.</summary>
    public static void Holds<T>(Gen<T> given, Func<T, bool> law) =>
        Prop.ForAll(given.ToArbitrary(), law).QuickCheckThrowOnFailure();

    /// <summary>A law that writes files: fewer cases, since each waits for the disk.</summary>
    public static void HoldsOnDisk<T>(Gen<T> given, Func<T, bool> law) =>
        Prop.ForAll(given.ToArbitrary(), law).Check(Config.QuickThrowOnFailure.WithMaxTest(20));
}

using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>One ATen operator: found by name at the first call, then called boxed.</summary>
internal sealed unsafe class Op(string name, string overload = "")
{
    private const int StackWords = 256;
    private nint handle;

    public string Name => overload.Length == 0 ? $"aten::{name}" : $"aten::{name}.{overload}";

    /// <summary>Whether this LibTorch has the operator; some came with later versions.</summary>
    public bool Exists => Find() != 0;

    public torch.Tensor Run(params ReadOnlySpan<Arg> arguments)
    {
        Value result;
        Call(arguments, &result, 1);
        return Results.Tensor(result);
    }

    public (torch.Tensor, torch.Tensor) RunPair(params ReadOnlySpan<Arg> arguments)
    {
        Value* results = stackalloc Value[2];
        Call(arguments, results, 2);
        return (Results.Tensor(results[0]), Results.Tensor(results[1]));
    }

    public (torch.Tensor, torch.Tensor, torch.Tensor) RunTriple(params ReadOnlySpan<Arg> arguments)
    {
        Value* results = stackalloc Value[3];
        Call(arguments, results, 3);
        return (Results.Tensor(results[0]), Results.Tensor(results[1]), Results.Tensor(results[2]));
    }

    public torch.Tensor[] RunList(params ReadOnlySpan<Arg> arguments)
    {
        Value result;
        Call(arguments, &result, 1);
        return Results.List(result);
    }

    public bool RunBool(params ReadOnlySpan<Arg> arguments)
    {
        Value result;
        Call(arguments, &result, 1);
        return result.Integer != 0;
    }

    /// <summary>The one number that the operator returns.</summary>
    public Value RunValue(params ReadOnlySpan<Arg> arguments)
    {
        Value result;
        Call(arguments, &result, 1);
        return result;
    }

    /// <summary>For operators that change their first argument and return it.</summary>
    public torch.Tensor Mutate(torch.Tensor self, params ReadOnlySpan<Arg> arguments)
    {
        Call(arguments, null, 0);
        return self;
    }

    [SkipLocalsInit]
    private void Call(ReadOnlySpan<Arg> arguments, Value* results, int capacity)
    {
        int words = 0;
        foreach (ref readonly var argument in arguments) words += argument.Words;
        if (words > StackWords) CallWithHeap(arguments, words, results, capacity);
        else CallWithStack(arguments, results, capacity);
    }

    [SkipLocalsInit]
    private void CallWithStack(ReadOnlySpan<Arg> arguments, Value* results, int capacity)
    {
        long* words = stackalloc long[StackWords];
        Invoke(arguments, words, results, capacity);
    }

    private void CallWithHeap(ReadOnlySpan<Arg> arguments, int count, Value* results, int capacity)
    {
        long* words = (long*)NativeMemory.Alloc((nuint)count, sizeof(long));
        try
        {
            Invoke(arguments, words, results, capacity);
        }
        finally
        {
            NativeMemory.Free(words);
        }
    }

    [SkipLocalsInit]
    private void Invoke(ReadOnlySpan<Arg> arguments, long* words, Value* results, int capacity)
    {
        nint found = Find();
        if (found == 0) throw new MissingMethodException($"{Name}: LibTorch {Bridge.Version} has no such operator.");
        Value* values = stackalloc Value[arguments.Length];
        for (int i = 0; i < arguments.Length; i++) arguments[i].Write(values + i, ref words);
        int returned;
        int status = Bridge.tb_operator_call(found, values, arguments.Length, results, capacity, &returned);
        foreach (ref readonly var argument in arguments) GC.KeepAlive(argument.Owner);
        if (status != 0) Failure.Raise(status, Name, arguments);
    }

    private nint Find()
    {
        if (handle != 0) return handle;
        Bridge.Start();
        nint found;
        Failure.Check(Bridge.tb_operator_find($"aten::{name}", overload, &found), Name);
        return handle = found;
    }
}

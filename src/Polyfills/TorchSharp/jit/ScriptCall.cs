using System.Runtime.InteropServices;

namespace TorchSharp;

/// <summary>One call of a compiled function.</summary>
internal static unsafe class ScriptCall
{
    public static int Run(nint function, string name, Arg[] arguments, Value* results, int capacity)
    {
        int words = arguments.Sum(argument => argument.Words);
        long* memory = (long*)NativeMemory.Alloc((nuint)words + 1, sizeof(long));
        try
        {
            long* free = memory;
            Value* values = stackalloc Value[arguments.Length];
            for (int i = 0; i < arguments.Length; i++) arguments[i].Write(values + i, ref free);
            int returned;
            int status = Bridge.tb_script_call(function, values, arguments.Length, results, capacity, &returned);
            GC.KeepAlive(arguments);
            if (status != 0) Failure.Raise(status, $"script {name}", arguments);
            return returned;
        }
        finally
        {
            NativeMemory.Free(memory);
        }
    }
}

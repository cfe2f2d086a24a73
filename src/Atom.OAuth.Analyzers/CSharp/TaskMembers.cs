using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The members of a task that give what it will give.</summary>
internal static class TaskMembers
{
    /// <summary>Calls on a task, or on what such a call gives.</summary>
    private static readonly string[] Calls = { "ConfigureAwait", "GetAwaiter", "GetResult", "AsTask", "WaitAsync", "Unwrap" };

    /// <summary>The types whose property Result is what the task gives.</summary>
    private static readonly string[] Tasks = { "Task", "ValueTask" };

    /// <summary>True for a call by that name on a task.</summary>
    public static bool IsCall(string name) => Array.IndexOf(Calls, name) >= 0;

    /// <summary>The task that a call or a property is taken from; null where it is another.</summary>
    public static IOperation? TaskOf(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { } instance } call when IsCall(call.TargetMethod.Name) => instance,
        IPropertyReferenceOperation { Instance: { } instance, Property: { Name: "Result", ContainingType.Name: var type } }
            when Array.IndexOf(Tasks, type) >= 0 => instance,
        _ => null,
    };
}

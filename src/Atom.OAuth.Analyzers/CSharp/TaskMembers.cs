using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.CSharp;

/// <summary>The members of a task that return its result.</summary>
internal static class TaskMembers
{
    /// <summary>Methods of a task, or of what such a method returns.</summary>
    private static readonly string[] Calls = { "ConfigureAwait", "GetAwaiter", "GetResult", "AsTask", "WaitAsync", "Unwrap" };

    /// <summary>The types whose property Result is the task's result.</summary>
    private static readonly string[] Tasks = { "Task", "ValueTask" };

    /// <summary>Returns true for the name of such a method.</summary>
    public static bool IsCall(string name) => Array.IndexOf(Calls, name) >= 0;

    /// <summary>Gets the task whose result a call or property returns; null for any other.</summary>
    public static IOperation? TaskOf(IOperation operation) => operation switch
    {
        IInvocationOperation { Instance: { } instance } call when IsCall(call.TargetMethod.Name) => instance,
        IPropertyReferenceOperation { Instance: { } instance, Property: { Name: "Result", ContainingType.Name: var type } }
            when Array.IndexOf(Tasks, type) >= 0 => instance,
        _ => null,
    };
}

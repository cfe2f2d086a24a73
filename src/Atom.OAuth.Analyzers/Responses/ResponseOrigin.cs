using Atom.OAuth.Analyzers.CSharp;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Atom.OAuth.Analyzers.Responses;

/// <summary>The origin of a body that is read as JSON.</summary>
internal sealed class ResponseOrigin
{
    /// <summary>The variables of the reading method that hold the response, its content or its text.</summary>
    public HashSet<ISymbol> Carriers { get; } = new(SymbolEqualityComparer.Default);

    /// <summary>The outbound HTTP calls that may have produced the body, here or in a helper.</summary>
    public List<IOperation> Calls { get; } = new();

    /// <summary>The parameters of the reading method that the body may come from.</summary>
    public List<IParameterSymbol> Parameters { get; } = new();

    /// <summary>The methods of this compilation that the response came through, nearest first.</summary>
    public List<IMethodSymbol> Helpers { get; } = new();

    /// <summary>The calls of those methods, with their arguments.</summary>
    public List<IInvocationOperation> HelperCalls { get; } = new();

    /// <summary>Returns true if the body came over HTTP, as far as the code shows.</summary>
    public bool IsFromHttp => Calls.Count > 0;

    public void AddCall(IOperation call)
    {
        if (!Calls.Exists(known => known.Syntax == call.Syntax))
        {
            Calls.Add(call);
        }
    }

    public void AddParameter(IParameterSymbol parameter)
    {
        if (!Parameters.Exists(parameter.Is))
        {
            Parameters.Add(parameter);
        }
    }

    public void AddHelper(IMethodSymbol helper)
    {
        if (!Helpers.Exists(helper.Is))
        {
            Helpers.Add(helper);
        }
    }

    public void AddHelperCall(IInvocationOperation call)
    {
        if (!HelperCalls.Exists(known => known.Syntax == call.Syntax))
        {
            HelperCalls.Add(call);
        }
    }

    /// <summary>Merges the origin found on another path.</summary>
    public void Add(ResponseOrigin other)
    {
        other.Calls.ForEach(AddCall);
        other.Parameters.ForEach(AddParameter);
        other.Helpers.ForEach(AddHelper);
        other.HelperCalls.ForEach(AddHelperCall);
    }
}

using Atom.OAuth.Tests.TokenResponses;

namespace Atom.OAuth.Comparison;

/// <summary>A library that reads token responses.</summary>
public interface ITokenReader
{
    /// <summary>Gets the heading of its column.</summary>
    string Name { get; }

    /// <summary>Lets it read a response as it does in an application.</summary>
    Task<Answer> ReadAsync(TokenResponseSample sample);
}

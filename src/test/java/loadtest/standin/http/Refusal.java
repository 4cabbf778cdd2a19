package loadtest.standin.http;

/** Ends a request with an answer other than the usual one. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Answer answer;

    public Refusal(Answer answer) {
        super(null, null, false, false);
        this.answer = answer;
    }

    /** With the products' common form of an error. */
    public Refusal(int status, String error) {
        this(Answer.error(status, error));
    }

    public Answer answer() {
        return answer;
    }
}
